locals {
  directory  = "${path.module}/../${var.set == "core" ? "dashboards/core" : "dashboards"}"
  dashboards = toset(fileset(local.directory, "*.json"))

  # The uids of the committed rules, by those of this Grafana.
  data_source_uids = {
    for uid, own in {
      "eastwest-prometheus" = var.prometheus_uid
      "eastwest-cloudwatch" = var.cloudwatch_uid
      "__expr__"            = "__expr__"
    } : uid => own if own != null
  }

  groups = var.alert_rules_file == null ? [] : yamldecode(file(var.alert_rules_file)).groups

  rules = {
    for group in local.groups : group.name => [
      for rule in group.rules : rule
      if alltrue([for query in rule.data : contains(keys(local.data_source_uids), query.datasourceUid)])
    ]
  }

  # Grafana's file has minutes: "5m".
  interval_seconds = { for group in local.groups : group.name => tonumber(trimsuffix(group.interval, "m")) * 60 }
}

resource "grafana_folder" "eastwest" {
  title = var.folder
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
}
