/** Texts of the accessible list. */

export const listLabel = 'Graph as list';
export const endpointsLabel =
  'Endpoints. Use the arrow keys to move, Left and Right to collapse and expand, Enter for details, E for connections.';
/** @param node whose connections are listed; undefined for all */
export const connectionsHeading = (node: string | undefined, count: number) => `${connectionsOf(node)} (${count})`;
export const connectionsLabel = (node: string | undefined) => `${connectionsOf(node)}, sorted by losses`;
export const source = 'From';
export const target = 'To';
export const verdict = 'Verdict';

function connectionsOf(node: string | undefined): string {
  return node === undefined ? 'All connections' : `Connections of ${node}`;
}
