output "dashboard_urls" {
  description = "Where each dashboard is, by its file."
  value       = { for file, dashboard in grafana_dashboard.eastwest : file => dashboard.url }
}
