import { type Flow } from '../flow/flow';

/** The charges per GB on the path of a flow, in addition to cross-zone traffic (see `crossesZones`). */
export const CHARGES = ['acrossRegions', 'natGateway', 'transitGateway'] as const;
export type TransferCharge = (typeof CHARGES)[number];

/** Prices in US dollars per GB (10^9 bytes) of payload in both directions. */
export type TransferPrices = Record<TransferCharge | 'acrossZones', number>;

/**
 * AWS list prices of us-east-1 (2026). AWS charges for cross-zone traffic at both ends, so its price is twice the price
 * per direction. Prices differ by Region and by contract, so the settings can change them.
 */
export const LIST_PRICES: TransferPrices = {
  acrossZones: 0.02,
  acrossRegions: 0.02,
  natGateway: 0.045,
  transitGateway: 0.02,
};

/** The display names of the charges. */
export const PRICE_LABELS: Record<keyof TransferPrices, string> = {
  acrossZones: 'Cross-zone',
  acrossRegions: 'Cross-Region',
  natGateway: 'NAT gateway',
  transitGateway: 'Transit gateway',
};

/** Prices from the settings or a frame. Missing or invalid ones are replaced by list prices. */
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
 * The charges of a flow in addition to cross-zone traffic. Internet traffic is not included: its price depends on the
 * direction, and flows have only the sum of both directions.
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

/** The bytes for which AWS charges. */
export interface BilledBytes {
  crossZoneBytes: number;
  chargedBytes?: Partial<Record<TransferCharge, number>>;
}

const BYTES_PER_GB = 1e9;

/** The cost of the payload in US dollars. AWS also charges for headers and retransmissions, which are not included. */
export function costUsd({ crossZoneBytes, chargedBytes }: BilledBytes, prices: TransferPrices): number {
  const charges = CHARGES.reduce((sum, charge) => sum + (chargedBytes?.[charge] ?? 0) * prices[charge], 0);
  return (crossZoneBytes * prices.acrossZones + charges) / BYTES_PER_GB;
}

/** The prices, and the time that traffic took, from which costs follow. */
export interface Billing {
  prices: TransferPrices;
  /** Length of the window of the flows in milliseconds. If it is unknown, costs are for the window. */
  windowMs?: number;
}

const MONTH_MS = 30 * 24 * 3_600_000;

/** The factor from the cost of a window to that of 30 days; undefined if the length of the window is unknown. */
export function windowsPerMonth({ windowMs }: Billing): number | undefined {
  return windowMs !== undefined && windowMs > 0 ? MONTH_MS / windowMs : undefined;
}
