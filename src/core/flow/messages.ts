/** The problems of filters of flows and of named networks. Each says what to change. */

// Filters

export function unknownFilterField(field: string, fields: readonly string[]): string {
  return `Flows cannot be filtered by "${field}". Select one of: ${fields.join(', ')}.`;
}

export function invalidSideOrOperator(field: string, side: string, operator: string): string {
  return `The filter on ${field} has the side "${side}" and the operator "${operator}". Select valid ones in the query.`;
}

export function invalidPattern(field: string, value: string): string {
  return `"${value}" is not a valid regular expression. Change the filter on ${field} in the query or its variable.`;
}

// Named networks in the settings

/** @param network the value as JSON */
export function notANetwork(network: string): string {
  return `${network} is not a named network. Enter an address range and a name for it.`;
}

export function notARange(cidr: string): string {
  return `"${cidr}" is not a valid address range. Enter it like 10.100.0.0/16 or 2001:db8::/32.`;
}

export function namelessRange(cidr: string): string {
  return `The range ${cidr} has no name. Enter a name after it.`;
}

export const NETWORKS_NOT_A_LIST = 'The named networks in the settings are not a list. Enter them here, one per line.';
