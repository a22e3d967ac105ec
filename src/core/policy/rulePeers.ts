import { BlockList } from './blockList';
import { type CidrPeer, type DomainPeer, type PodPeer } from './policies';
import { PodSelection } from './podSelection';

type Peer = PodPeer | CidrPeer | DomainPeer;

/** A peer of a rule in the form in which it is compared with many ends, or several blocks that follow each other. */
export type ComparedPeer = PodSelection | BlockList;

/** The peers of a rule in their order, without domain names, which select nothing that an inventory has. */
export function comparedPeers(peers: readonly Peer[], own: string | undefined): ComparedPeer[] {
  if (peers.length > 0 && peers.every(isBlock)) {
    return [BlockList.of(peers)];
  }
  const compared: ComparedPeer[] = [];
  for (let position = 0; position < peers.length; position += 1) {
    const peer = peers[position];
    if (peer?.kind === 'pods') {
      compared.push(new PodSelection(peer, own));
    } else if (peer?.kind === 'ip-block') {
      const blocks = blocksFrom(peers, position);
      compared.push(BlockList.of(blocks));
      position += blocks.length - 1;
    }
  }
  return compared;
}

/** The blocks from a position to the next peer of another kind. */
function blocksFrom(peers: readonly Peer[], position: number): CidrPeer[] {
  const end = peers.findIndex((peer, index) => index > position && !isBlock(peer));
  return peers.slice(position, end < 0 ? peers.length : end).filter(isBlock);
}

function isBlock(peer: Peer): peer is CidrPeer {
  return peer.kind === 'ip-block';
}
