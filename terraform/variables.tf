variable "set" {
  description = "Which dashboards: \"core\" needs Prometheus and CloudWatch alone, \"app\" needs Eastwest's plugins."
  type        = string
  default     = "core"

  validation {
    condition     = contains(["core", "app"], var.set)
    error_message = "Choose \"core\" or \"app\"."
  }
}

variable "folder" {
  description = "Title of the folder for dashboards and alert rules."
  type        = string
  default     = "Eastwest"
}

variable "alert_rules_file" {
  description = "Alert rules as `npm run alerts -- --to <directory>` writes them to provisioning/alerting/. Null for none."
  type        = string
  default     = null
}

variable "prometheus_uid" {
  description = "The uid in Grafana of the Prometheus that alert rules ask. Rules that ask one are left out without it."
  type        = string
  default     = null
}

variable "cloudwatch_uid" {
  description = "The uid in Grafana of the CloudWatch data source that alert rules ask. Rules that ask one are left out without it."
  type        = string
  default     = null
}
