/** The sentences about reviewed flows. */

/** The name of all nodes of the cluster. */
export const NODES = 'Nodes';

export const PORTS_DIFFER =
  'The port is not in the data. Of the ports that lead to the pod, some are allowed, and some are not.';

export const unreadableText = (cause: string) =>
  `This is neither JSON nor YAML: ${cause.trim()} Correct it, or discard the edits.`;
