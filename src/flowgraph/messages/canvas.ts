import { type FoldedEdges } from '../layout/scene';
import { countOf } from './count';

/** In place of edges that are not drawn, in their hub. */
export function foldedEdges({ clients, servers }: FoldedEdges): string {
  return [clients > 0 && countOf(clients, 'client'), servers > 0 && countOf(servers, 'server')]
    .filter(Boolean)
    .join(', ');
}
