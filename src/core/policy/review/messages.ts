/** The sentences about reviewed flows. */

export const PORTS_DIFFER =
  'The port is not in the data. Of the ports that lead to the pod, some are allowed, and some are not.';

export const unreadableText = (cause: string) => `This is neither JSON nor YAML: ${cause}`;
