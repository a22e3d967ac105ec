{{- define "eastwest-gateway.host" -}}
networkflowmonitor{{ if .Values.fips }}-fips{{ end }}.{{ .Values.region }}.
{{- if regexMatch "^cn-[a-z]+-[0-9]+$" .Values.region -}}
api.amazonwebservices.com.cn
{{- else if regexMatch "^us-gov-[a-z]+-[0-9]+$" .Values.region -}}
api.aws
{{- else if regexMatch "^eusc-de-[a-z]+-[0-9]+$" .Values.region -}}
api.amazonwebservices.eu
{{- else if regexMatch "^[a-z]{2}-[a-z]+-[0-9]+$" .Values.region -}}
api.aws
{{- end -}}
{{- end -}}
{{- define "eastwest-gateway.config" -}}
{{- if .Values.envoyConfig -}}
{{ .Values.envoyConfig }}
{{- else -}}
node:
  id: eastwest-gateway
  cluster: eastwest-gateway
admin:
  address:
    socket_address:
      address: 127.0.0.1
      port_value: 9791
layered_runtime:
  layers:
    - name: static
      static_layer:
        re2:
          max_program_size:
            error_level: 1000
overload_manager:
  resource_monitors:
    - name: envoy.resource_monitors.global_downstream_max_connections
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig
        max_active_downstream_connections: 500
static_resources:
  listeners:
    - name: networkflowmonitor_{{ .Values.region }}_9700
      address:
        socket_address:
          address: 0.0.0.0
          port_value: 9700
      per_connection_buffer_limit_bytes: 65536
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: networkflowmonitor_{{ .Values.region }}_9700
                codec_type: HTTP1
                http_protocol_options:
                  accept_http_10: false
                  allow_chunked_length: false
                common_http_protocol_options:
                  headers_with_underscores_action: REJECT_REQUEST
                  max_headers_count: 100
                  idle_timeout: 120s
                max_request_headers_kb: 16
                normalize_path: true
                merge_slashes: false
                path_with_escaped_slashes_action: REJECT_REQUEST
                request_headers_timeout: 10s
                request_timeout: 20s
                stream_idle_timeout: 30s
                server_name: eastwest-gateway
                generate_request_id: false
                skip_xff_append: true
                access_log:
                  - name: envoy.access_loggers.stdout
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
                      log_format:
                        json_format:
                          time: "%START_TIME%"
                          operation: "%ROUTE_NAME%"
                          method: "%REQ(:METHOD)%"
                          path: "%PATH(NQ:PATH)%"
                          status: "%RESPONSE_CODE%"
                          details: "%RESPONSE_CODE_DETAILS%"
                          milliseconds: "%DURATION%"
                local_reply_config:
                  mappers:
                    - filter:
                        status_code_filter:
                          comparison:
                            op: EQ
                            value:
                              default_value: 429
                              runtime_key: local_reply_429
                      body_format_override:
                        json_format:
                          message: The gateway limits the rate of requests.
                          gatewayRefusal: rate
                    - filter:
                        response_flag_filter:
                          flags:
                            - UT
                            - SI
                      body_format_override:
                        json_format:
                          message: The network-flow API did not respond to the gateway in time.
                          gatewayRefusal: timeout
                    - filter:
                        response_flag_filter:
                          flags:
                            - UF
                            - UO
                            - NR
                            - UC
                            - UR
                            - LR
                            - UH
                            - DF
                      body_format_override:
                        json_format:
                          message: The gateway cannot reach the network-flow API.
                          gatewayRefusal: unreachable
                    - filter:
                        status_code_filter:
                          comparison:
                            op: EQ
                            value:
                              default_value: 413
                              runtime_key: local_reply_413
                      body_format_override:
                        json_format:
                          message: The request is larger than the gateway allows.
                          gatewayRefusal: size
                    - filter:
                        status_code_filter:
                          comparison:
                            op: EQ
                            value:
                              default_value: 401
                              runtime_key: local_reply_401
                      body_format_override:
                        json_format:
                          message: The gateway requires a valid client token.
                          gatewayRefusal: token
                      status_code: 403
                    - filter:
                        status_code_filter:
                          comparison:
                            op: EQ
                            value:
                              default_value: 403
                              runtime_key: local_reply_403
                      body_format_override:
                        json_format:
                          message: The gateway does not allow this operation. It allows reading, and starting and stopping queries.
                          gatewayRefusal: operation
                    - filter:
                        not_health_check_filter: {}
                      body_format_override:
                        json_format:
                          message: The gateway rejected the request because it is malformed.
                          gatewayRefusal: request
                http_filters:
                  - name: envoy.filters.http.local_ratelimit
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
                      stat_prefix: networkflowmonitor_{{ .Values.region }}_9700
                      token_bucket:
                        max_tokens: 200
                        tokens_per_fill: 50
                        fill_interval: 1s
                      filter_enabled:
                        default_value:
                          numerator: 100
                          denominator: HUNDRED
                      filter_enforced:
                        default_value:
                          numerator: 100
                          denominator: HUNDRED
                  - name: envoy.filters.http.buffer
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer
                      max_request_bytes: 16384
                  - name: envoy.filters.http.header_mutation
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.header_mutation.v3.HeaderMutation
                      mutations:
                        request_mutations:
                          - remove_on_match:
                              key_matcher:
                                safe_regex:
                                  regex: "[^:ct].*|c([^:o].*|o([^:n].*|n([^:t].*|t([^:e].*|e([^:n].*|n([^:t].*|t([^:-].*|-([^:lt].*|l([^:e].*|e([^:n].*|n([^:g].*|g([^:t].*|t([^:h].*|h([^:].*)|)|)|)|)|)|t([^:y].*|y([^:p].*|p([^:e].*|e([^:].*)|)|)|)|)|)|)|)|)|)|)|)|t([^:r].*|r([^:a].*|a([^:n].*|n([^:s].*|s([^:f].*|f([^:e].*|e([^:r].*|r([^:-].*|-([^:e].*|e([^:n].*|n([^:c].*|c([^:o].*|o([^:d].*|d([^:i].*|i([^:n].*|n([^:g].*|g([^:].*)|)|)|)|)|)|)|)|)|)|)|)|)|)|)|)|)|"
                  - name: envoy.filters.http.aws_request_signing
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.aws_request_signing.v3.AwsRequestSigning
                      service_name: networkflowmonitor
                      region: {{ .Values.region }}
                      host_rewrite: {{ include "eastwest-gateway.host" . }}
                      match_excluded_headers:
                        - prefix: x-envoy
                        - prefix: x-forwarded
                        - exact: x-request-id
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
                      suppress_envoy_headers: true
                route_config:
                  virtual_hosts:
                    - name: networkflowmonitor_{{ .Values.region }}_9700
                      domains:
                        - "*"
                      routes:
                        - name: ListMonitors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors(\?(maxResults|nextToken|monitorStatus)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken|monitorStatus)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetMonitor
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors/[a-zA-Z0-9_.-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StartQueryMonitorTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: POST
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors/[a-zA-Z0-9_.-]+/topContributorsQueries
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryStatusMonitorTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors/[a-zA-Z0-9_.-]+/topContributorsQueries/[a-zA-Z0-9-]+/status
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryResultsMonitorTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors/[a-zA-Z0-9_.-]+/topContributorsQueries/[a-zA-Z0-9-]+/results(\?(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StopQueryMonitorTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: DELETE
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitors/[a-zA-Z0-9_.-]+/topContributorsQueries/[a-zA-Z0-9-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetMonitorScopeSuggestions
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /monitor-scope-suggestions(\?(maxResults|nextToken|monitorArn)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken|monitorArn)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: ListPerformanceMonitors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /performance-monitors(\?(maxResults|nextToken|monitorStatus|monitorType)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken|monitorStatus|monitorType)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StartQueryPerformanceMonitor
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: POST
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /performance-monitors/[a-zA-Z0-9_.-]+/queries
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryStatusPerformanceMonitor
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /performance-monitors/[a-zA-Z0-9_.-]+/queries/[a-zA-Z0-9-]+/status
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryResultsPerformanceMonitor
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /performance-monitors/[a-zA-Z0-9_.-]+/queries/[a-zA-Z0-9-]+/results(\?(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StopQueryPerformanceMonitor
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: DELETE
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /performance-monitors/[a-zA-Z0-9_.-]+/queries/[a-zA-Z0-9-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: ListScopes
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /scopes(\?(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetScope
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /scopes/[a-zA-Z0-9-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StartQueryWorkloadInsightsTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: POST
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsQueries
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryStatusWorkloadInsightsTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsQueries/[a-zA-Z0-9-]+/status
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryResultsWorkloadInsightsTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsQueries/[a-zA-Z0-9-]+/results(\?(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StopQueryWorkloadInsightsTopContributors
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: DELETE
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsQueries/[a-zA-Z0-9-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StartQueryWorkloadInsightsTopContributorsData
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: POST
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsDataQueries
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryStatusWorkloadInsightsTopContributorsData
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsDataQueries/[a-zA-Z0-9-]+/status
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: GetQueryResultsWorkloadInsightsTopContributorsData
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsDataQueries/[a-zA-Z0-9-]+/results(\?(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*(&(maxResults|nextToken)=([a-zA-Z0-9._~:/=-]|%[0-9a-fA-F]{2})*)*)?
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: StopQueryWorkloadInsightsTopContributorsData
                          match:
                            prefix: /
                            headers:
                              - name: :method
                                string_match:
                                  exact: DELETE
                              - name: :path
                                string_match:
                                  safe_regex:
                                    regex: /workloadInsights/[a-zA-Z0-9-]+/topContributorsDataQueries/[a-zA-Z0-9-]+
                          route:
                            cluster: networkflowmonitor_{{ .Values.region }}_9700
                            timeout: 20s
                        - name: refused
                          match:
                            prefix: /
                          direct_response:
                            status: 403
                            body:
                              inline_string: '{"message":"The gateway does not allow this operation. It allows reading, and starting and stopping queries.","gatewayRefusal":"operation"}'
                          response_headers_to_add:
                            - header:
                                key: content-type
                                value: application/json
    - name: status
      address:
        socket_address:
          address: 0.0.0.0
          port_value: 9790
      per_connection_buffer_limit_bytes: 65536
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                stat_prefix: status
                codec_type: HTTP1
                http_protocol_options:
                  accept_http_10: false
                  allow_chunked_length: false
                common_http_protocol_options:
                  headers_with_underscores_action: REJECT_REQUEST
                  max_headers_count: 100
                  idle_timeout: 120s
                max_request_headers_kb: 16
                normalize_path: true
                merge_slashes: false
                path_with_escaped_slashes_action: REJECT_REQUEST
                request_headers_timeout: 10s
                request_timeout: 20s
                stream_idle_timeout: 30s
                server_name: eastwest-gateway
                generate_request_id: false
                skip_xff_append: true
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
                route_config:
                  virtual_hosts:
                    - name: status
                      domains:
                        - "*"
                      routes:
                        - match:
                            path: /ready
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                          route:
                            cluster: admin
                        - match:
                            path: /metrics
                            headers:
                              - name: :method
                                string_match:
                                  exact: GET
                          route:
                            cluster: admin
                            prefix_rewrite: /stats/prometheus
  clusters:
    - name: networkflowmonitor_{{ .Values.region }}_9700
      type: LOGICAL_DNS
      connect_timeout: 5s
      load_assignment:
        cluster_name: networkflowmonitor_{{ .Values.region }}_9700
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: {{ include "eastwest-gateway.host" . }}
                      port_value: 443
      dns_lookup_family: ALL
      circuit_breakers:
        thresholds:
          - max_connections: 64
            max_requests: 64
            max_pending_requests: 64
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext
          sni: {{ include "eastwest-gateway.host" . }}
          common_tls_context:
            tls_params:
              tls_minimum_protocol_version: TLSv1_2
              tls_maximum_protocol_version: TLSv1_3
            validation_context:
              trusted_ca:
                filename: /etc/ssl/certs/ca-certificates.crt
              match_typed_subject_alt_names:
                - san_type: DNS
                  matcher:
                    exact: {{ include "eastwest-gateway.host" . }}
    - name: admin
      type: STATIC
      connect_timeout: 5s
      load_assignment:
        cluster_name: admin
        endpoints:
          - lb_endpoints:
              - endpoint:
                  address:
                    socket_address:
                      address: 127.0.0.1
                      port_value: 9791
{{ end }}
{{- end -}}
