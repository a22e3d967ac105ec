variable "set" {
  description = "Which dashboards: \"core\" needs Prometheus and CloudWatch alone. \"app\" needs Eastwest's plugins, and the app not enabled, which brings the same dashboards. \"none\" is for alert rules alone."
  type        = string
  default     = "core"
  nullable    = false

  validation {
    condition     = contains(["core", "app", "none"], var.set)
    error_message = "Choose \"core\", \"app\" or \"none\"."
  }
}

variable "folder" {
  description = "Title of the folder for dashboards and alert rules."
  type        = string
  default     = "Eastwest"
}

variable "folder_uid" {
  description = "The uid of that folder. It is the one that the importer gives it, so that where the importer was, Terraform stops before it takes anything over."
  type        = string
  default     = "eastwest"
}

variable "alert_rules_file" {
  description = "Alert rules as `npm run alerts -- --to <directory>` writes them to provisioning/alerting/. Null for none."
  type        = string
  default     = null
}

variable "prometheus_uid" {
  description = "The uid in Grafana of the Prometheus that alert rules query. Without it, rules that query one are left out. Terraform must know it when it plans."
  type        = string
  default     = null
}

variable "cloudwatch_uid" {
  description = "The uid in Grafana of the CloudWatch data source that alert rules query. Without it, rules that query one are left out. Terraform must know it when it plans."
  type        = string
  default     = null
}
