import { ENVOY_VERSION } from './image';

/** The systemd unit for a virtual machine, where Grafana runs on the same host. */
export function systemdUnit(): string {
  return `# Envoy ${ENVOY_VERSION} or later must be at /usr/local/bin/envoy, and its configuration at /etc/eastwest-gateway/envoy.yaml.
[Unit]
Description=Eastwest gateway to the network-flow API of AWS
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/local/bin/envoy --config-path /etc/eastwest-gateway/envoy.yaml --concurrency 1 --log-level warning
Restart=on-failure
DynamicUser=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectHome=yes
ProtectSystem=strict
MemoryMax=256M

[Install]
WantedBy=multi-user.target
`;
}
