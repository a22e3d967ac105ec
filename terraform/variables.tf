variable "set" {
  description = "Set of dashboards. \"core\" needs only Prometheus and CloudWatch. \"app\" needs Eastwest's plugins, and the app must not be enabled, because it includes the same dashboards. \"none\" creates only alert rules."
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
  description = "UID of the folder. The default is the UID that the importer uses, so that Terraform stops before it takes over anything that the importer created."
  type        = string
  default     = "eastwest"
}

variable "alert_rules_file" {
  description = "Path of the alert rules file that `npm run alerts -- --to <directory>` writes to provisioning/alerting/. If null, no alert rules are created."
  type        = string
  default     = null
}

variable "prometheus_uid" {
  description = "UID of the Prometheus data source for alert rules. If unset, rules that need it are omitted. Terraform must know it when it plans."
  type        = string
  default     = null
}

variable "cloudwatch_uid" {
  description = "UID of the CloudWatch data source for alert rules. If unset, rules that need it are omitted. Terraform must know it when it plans."
  type        = string
  default     = null
}
