/** @param pod "shop/web-1". */
export const podUnknown = (pod: string) =>
  `The pod ${pod} and its workload are not in the inventory. They no longer exist, or the inventory is older or incomplete.`;

export const ADDRESS_UNKNOWN = 'The address of one end is not known.';

export const PORT_UNKNOWN =
  "The port is not known: only the server's agent reported the flow, the API does not include its port, and neither Services nor containers name one.";

/** @param service "shop/api". */
export const serviceUnknown = (service: string) =>
  `The client connected to the Service ${service}, which is not in the inventory, so the pods behind it are not known.`;

/** @param service "shop/api". */
export const servicePortUnknown = (service: string, port: number) =>
  `The Service ${service} has no TCP port ${port}, or no pods behind it, so the port of the pods is not known.`;
