# Alert rules would fail at every evaluation if their data source does not exist or has another type.
data "grafana_data_source" "queried" {
  for_each = length(local.groups) == 0 ? {} : local.data_sources

  uid = each.value.uid

  lifecycle {
    postcondition {
      condition     = can(regex(each.value.plugins, self.type))
      error_message = "The data source ${each.value.uid} is of the type ${self.type}. Set the UID of a ${trimprefix(each.key, "eastwest-")} data source."
    }
  }
}

resource "grafana_folder" "eastwest" {
  uid   = var.folder_uid
  title = var.folder

  lifecycle {
    precondition {
      condition     = local.directory == null || length(local.dashboards) > 0
      error_message = "No dashboards found in ${coalesce(local.directory, "-")}. Use the whole repository as the source of this module, with //terraform at the end: a copy of terraform/ alone has no dashboards next to it."
    }

    precondition {
      condition     = length(local.groups) == 0 || length(local.data_sources) > 0
      error_message = "alert_rules_file is set, but no data source is, so no rule would be created. Set prometheus_uid, cloudwatch_uid, or both."
    }
  }
}

resource "grafana_dashboard" "eastwest" {
  for_each = local.dashboards

  folder      = grafana_folder.eastwest.uid
  config_json = file("${local.directory}/${each.value}")
}

resource "grafana_rule_group" "eastwest" {
  for_each = { for name, rules in local.rules : name => rules if length(rules) > 0 }

  name               = each.key
  folder_uid         = grafana_folder.eastwest.uid
  interval_seconds   = local.interval_seconds[each.key]
  disable_provenance = true

  dynamic "rule" {
    for_each = each.value

    content {
      uid            = rule.value.uid
      name           = rule.value.title
      condition      = rule.value.condition
      for            = rule.value["for"]
      no_data_state  = rule.value.noDataState
      exec_err_state = rule.value.execErrState
      labels         = rule.value.labels
      annotations    = rule.value.annotations

      dynamic "data" {
        for_each = rule.value.data

        content {
          ref_id         = data.value.refId
          datasource_uid = local.data_source_uids[data.value.datasourceUid]
          model          = jsonencode(data.value.model)

          relative_time_range {
            from = try(data.value.relativeTimeRange.from, 0)
            to   = try(data.value.relativeTimeRange.to, 0)
          }
        }
      }
    }
  }

  depends_on = [data.grafana_data_source.queried]
}
