output "dashboard_urls" {
  description = "URL of each dashboard, by its file name."
  value       = { for file, dashboard in grafana_dashboard.eastwest : file => dashboard.url }
}
