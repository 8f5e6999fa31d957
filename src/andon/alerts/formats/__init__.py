"""One module a format, found by `andon.alerts.registry`: a new file here is a new format."""
