"""Two people's reports of one fault, ten times, the second in other words; written for these tests."""

PAIRS = [
    (
        "NullPointerException in InvoiceRenderer.renderFooter when the customer has no VAT number",
        "Printing an invoice for a client without VAT id fails: NullPointerException at InvoiceRenderer.java:214",
    ),
    (
        "Export job hangs at 99 % on tables with more than 2^31 rows, worker log repeats 'offset overflow'",
        "export of very large tables never finishes; log says offset overflow again and again",
    ),
    (
        "After upgrading to 4.2.1 the scheduler does not pick up cron entries containing L (last day of month)",
        "Cron expression '0 0 L * ?' ignored since 4.2.1, job of the last day of the month is not started",
    ),
    (
        "LDAP login fails with ERR_CERT_CHAIN when the server sends its intermediate certificate after the root",
        "ERR_CERT_CHAIN on sign-in through the directory if certificates come in the wrong order",
    ),
    (
        "Dragging a column in the report editor on Firefox drops it two places to the right",
        "Report editor: moving columns by mouse is off by two positions (Firefox only)",
    ),
    (
        "Memory of the ingest daemon grows by 40 MB per hour when TLS connections are reset by peers",
        "ingestd leaks memory on connection resets with TLS enabled",
    ),
    (
        "Timestamps of audit entries are shifted by one hour after the change to daylight saving time",
        "audit log one hour off since summer time began",
    ),
    (
        "PUT /v2/devices/{id} returns 500 if the body contains an empty tags array",
        "HTTP 500 from devices API when tags: [] is sent",
    ),
    (
        "Search index is not updated for documents renamed through WebDAV",
        "Files that I rename over webdav cannot be found by their new name",
    ),
    (
        "Push notifications arrive twice on Android 14 when the app is in split screen",
        "Android 14 split-screen: each notification is shown two times",
    ),
]
