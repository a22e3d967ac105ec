# The inputs of the resources. This file contains no resource, so that a test can evaluate it without a Grafana.

locals {
  folders = {
    core = "dashboards/core"
    app  = "dashboards"
    none = null
  }

  # Null for the set without dashboards.
  directory = try("${path.module}/../${local.folders[var.set]}", null)

  dashboards = toset(flatten([for directory in local.directory[*] : tolist(fileset(directory, "*.json"))]))

  # The data sources by their UIDs in provisioning/, with the plugins that each can use.
  data_sources = {
    for name, own in {
      "eastwest-prometheus" = { uid = var.prometheus_uid, plugins = "^prometheus$|^grafana-[0-9a-z]+prometheus-datasource$|^victoriametrics-metrics-datasource$" }
      "eastwest-cloudwatch" = { uid = var.cloudwatch_uid, plugins = "^cloudwatch$" }
    } : name => own if own.uid != null
  }

  # The UIDs in this Grafana, by those in the committed rules.
  data_source_uids = merge({ "__expr__" = "__expr__" }, { for name, own in local.data_sources : name => own.uid })

  # A splat, because both sides of a conditional must have the same type, and each list of groups has its own type.
  groups = flatten([for path in var.alert_rules_file[*] : yamldecode(file(path)).groups])

  # As `npm run alerts` writes durations: "90s", "5m".
  unit_seconds     = { s = 1, m = 60, h = 3600 }
  interval_seconds = { for group in local.groups : group.name => tonumber(regex("^[0-9]+", group.interval)) * local.unit_seconds[regex("[smh]$", group.interval)] }

  # The committed rules link to the app's dashboards. The UIDs of the core set differ only in their prefix. Only an enabled app has
  # the page that investigate_url opens, and an enabled app includes the dashboards.
  annotations = {
    for rule in flatten([for group in local.groups : group.rules]) : rule.uid => {
      for name, text in rule.annotations : name => var.set != "core" ? text : replace(text, name == "__dashboardUid__" ? "/^eastwest-/" : "//d/eastwest-/", name == "__dashboardUid__" ? "eastwest-core-" : "/d/eastwest-core-")
      if var.set == "none" || name != "investigate_url"
    }
  }

  # For each group, the rules whose data sources are configured.
  rules = {
    for group in local.groups : group.name => [
      for rule in group.rules : merge(rule, { annotations = local.annotations[rule.uid] })
      if alltrue([for query in rule.data : contains(keys(local.data_source_uids), query.datasourceUid)])
    ]
  }
}
