import { type Flow } from '../flow/flow';

/** What AWS bills by the GB on the way of a flow, beside zones: `crossesZones` tells of these. */
export const CHARGES = ['acrossRegions', 'natGateway', 'transitGateway'] as const;
export type TransferCharge = (typeof CHARGES)[number];

/** US dollars for a GB (10^9 bytes) of payload, both directions together, as it crosses or passes. */
export type TransferPrices = Record<TransferCharge | 'acrossZones', number>;

/**
 * AWS' list prices of us-east-1 (2026). Across zones a GB is billed twice, where it leaves and where it
 * arrives. Other Regions' are others, and so are yours: the settings hold them.
 */
export const LIST_PRICES: TransferPrices = {
  acrossZones: 0.02,
  acrossRegions: 0.02,
  natGateway: 0.045,
  transitGateway: 0.02,
};

/** What people call what is billed. */
export const PRICE_LABELS: Record<keyof TransferPrices, string> = {
  acrossZones: 'Across zones',
  acrossRegions: 'Across Regions',
  natGateway: 'NAT gateway',
  transitGateway: 'Transit gateway',
};

/** Prices from the settings, or a frame; list prices where there are none, or none that make sense. */
export function pricesFrom(saved: Partial<Record<keyof TransferPrices, unknown>> | undefined): TransferPrices {
  const price = (name: keyof TransferPrices): number => {
    const value = saved?.[name];
    return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : LIST_PRICES[name];
  };
  return {
    acrossZones: price('acrossZones'),
    acrossRegions: price('acrossRegions'),
    natGateway: price('natGateway'),
    transitGateway: price('transitGateway'),
  };
}

const NONE: readonly TransferCharge[] = [];

/**
 * What a flow pays beside zones. Traffic to the internet is not among it: its price depends on the
 * direction, and flows tell both together.
 */
export function chargesOf({ category, path }: Pick<Flow, 'category' | 'path'>): readonly TransferCharge[] {
  if (path.length === 0 && category !== 'INTER_REGION') {
    return NONE;
  }
  const passes = (type: string) => path.some((construct) => construct.type?.endsWith(type));
  const charges: Array<TransferCharge | false> = [
    category === 'INTER_REGION' && 'acrossRegions',
    passes('NatGateway') && 'natGateway',
    passes('TransitGateway') && 'transitGateway',
  ];
  return charges.filter((charge) => charge !== false);
}

export interface BilledBytes {
  crossZoneBytes: number;
  chargedBytes?: Partial<Record<TransferCharge, number>>;
}

const BYTES_PER_GB = 1e9;

/** Of payload alone: headers and what was sent again come on top. */
export function costUsd({ crossZoneBytes, chargedBytes }: BilledBytes, prices: TransferPrices): number {
  const charges = CHARGES.reduce((sum, charge) => sum + (chargedBytes?.[charge] ?? 0) * prices[charge], 0);
  return (crossZoneBytes * prices.acrossZones + charges) / BYTES_PER_GB;
}

/** How prices become costs: what was moved, and how long that took. */
export interface Billing {
  prices: TransferPrices;
  /** Length of the window that the flows are of; where it is not known, costs are for as long as it is. */
  windowMs?: number;
}

const MONTH_MS = 30 * 24 * 3_600_000;

/** By how much a window's cost becomes that of 30 days like it; undefined where its length is not known. */
export function windowsPerMonth({ windowMs }: Billing): number | undefined {
  return windowMs !== undefined && windowMs > 0 ? MONTH_MS / windowMs : undefined;
}
