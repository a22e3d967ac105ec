/** The name of an external network, and its number if the name ends with it: "ACME Payments (AS64500)". */
export function networkName(label: string): { name: string; asNumber?: string } {
  const [, name, asNumber] = /^(.+) \((AS\d+)\)$/.exec(label) ?? [];
  return name !== undefined && asNumber !== undefined ? { name, asNumber } : { name: label };
}
