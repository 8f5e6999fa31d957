"""What monitors said in three weeks: (service, severity, summary, source, minutes until it was over)."""

ALERTS = (
    ("api", "warning", "p99 latency above 800 ms", "prometheus", 14),
    ("cards", "warning", "Declines of one bank above 4 %", "grafana", 22),
    ("storefront", "warning", "Certificate of 3 domains ends in 6 days", "prometheus", 240),
    ("checkout", "warning", "Orders per minute 20 % below the usual Tuesday", "grafana", 9),
    ("webhooks", "warning", "Oldest event in the queue: 7 min", "prometheus", 18),
    ("stock", "info", "Nightly count took 41 min (usual 28)", "cron", 1),
    ("labels", "warning", "Carrier 9 answers in 6 s", "prometheus", 31),
    ("catalogue", "warning", "Replica 40 s behind", "prometheus", 6),
    ("sign-in", "info", "Failed passwords twice the usual", "grafana", 25),
    ("wallets", "warning", "Teapot answers 1 in 50 requests with 503", "grafana", 12),
    ("api", "error", "Error rate above 2 % on us-1", "prometheus", 17),
    ("cards", "critical", "No authorisations through bank B for 3 min", "grafana", 11),
    ("webhooks", "error", "Deliveries fail to 40 % of receivers", "prometheus", 26),
    ("storefront", "critical", "Shops on eu-n-2 answer 502", "prometheus", 8),
)

PAGES = ("error", "critical")
"""Severities that summon somebody."""
