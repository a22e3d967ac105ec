/** Texts of the accessible list. */

export const endpointsLabel =
  'Endpoints. Use the arrow keys to move, Left and Right to collapse and expand, Enter for details, E for connections.';
