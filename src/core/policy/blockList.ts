import { type Address, containsAddress } from './addressRange';
import { type CidrPeer } from './policies';

/** From this many blocks on, the blocks of an address are kept: those of the internet are dozens, and many policies share them. */
const MANY = 8;

const known = new WeakMap<readonly CidrPeer[], BlockList>();

/** Blocks of a rule, with those that contain an address. */
export class BlockList {
  private readonly byAddress = new WeakMap<Address, readonly CidrPeer[]>();

  private constructor(readonly blocks: readonly CidrPeer[]) {}

  /** The list of these blocks, which is the same one for the same array. */
  static of(blocks: readonly CidrPeer[]): BlockList {
    let list = known.get(blocks);
    if (list === undefined) {
      list = new BlockList(blocks);
      known.set(blocks, list);
    }
    return list;
  }

  /** The blocks whose range contains an address, regardless of what they except, in their order. */
  around(address: Address): readonly CidrPeer[] {
    if (this.blocks.length < MANY) {
      return this.find(address);
    }
    let found = this.byAddress.get(address);
    if (found === undefined) {
      found = this.find(address);
      this.byAddress.set(address, found);
    }
    return found;
  }

  private find(address: Address): readonly CidrPeer[] {
    return this.blocks.filter(({ range }) => containsAddress(range, address));
  }
}
