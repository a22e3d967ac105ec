# What the resources are made of. There is no resource in this file, so that a test can evaluate it without a Grafana.

locals {
  folders = {
    core = "dashboards/core"
    app  = "dashboards"
    none = null
  }

  # Null for the set without dashboards.
  directory = try("${path.module}/../${local.folders[var.set]}", null)

  dashboards = toset(flatten([for directory in local.directory[*] : tolist(fileset(directory, "*.json"))]))

  # As the data sources of provisioning/ are called there, with the plugins that can be behind them.
  data_sources = {
    for name, own in {
      "eastwest-prometheus" = { uid = var.prometheus_uid, plugins = "^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$" }
      "eastwest-cloudwatch" = { uid = var.cloudwatch_uid, plugins = "^cloudwatch$" }
    } : name => own if own.uid != null
  }

  # The uids of the committed rules, by those of this Grafana.
  data_source_uids = merge({ "__expr__" = "__expr__" }, { for name, own in local.data_sources : name => own.uid })

  # A splat, because the two sides of a conditional must have one type, and a list of groups has one of its own.
  groups = flatten([for path in var.alert_rules_file[*] : yamldecode(file(path)).groups])

  # As `npm run alerts` writes durations: "90s", "5m".
  unit_seconds     = { s = 1, m = 60, h = 3600 }
  interval_seconds = { for group in local.groups : group.name => tonumber(regex("^[0-9]+", group.interval)) * local.unit_seconds[regex("[smh]$", group.interval)] }

  # The rules lead to the app's dashboards. Those of the core set have the same names with another beginning.
  annotations = {
    for rule in flatten([for group in local.groups : group.rules]) : rule.uid => var.set != "core" ? rule.annotations : {
      for name, text in rule.annotations : name => replace(text, name == "__dashboardUid__" ? "/^eastwest-/" : "//d/eastwest-/", name == "__dashboardUid__" ? "eastwest-core-" : "/d/eastwest-core-")
    }
  }

  # By group, the rules whose data sources are there.
  rules = {
    for group in local.groups : group.name => [
      for rule in group.rules : merge(rule, { annotations = local.annotations[rule.uid] })
      if alltrue([for query in rule.data : contains(keys(local.data_source_uids), query.datasourceUid)])
    ]
  }
}
