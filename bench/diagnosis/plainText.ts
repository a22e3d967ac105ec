import { type Place } from '../../src/core/diagnosis/place';
import { type Fact, partsOf, type Sentence } from '../../src/core/diagnosis/sentence';

/** A sentence as text. */
export function plainText(sentence: Sentence): string {
  return partsOf(sentence)
    .map((part) => (typeof part === 'string' ? part : factText(part)))
    .join('');
}

function factText(fact: Fact): string {
  switch (fact.kind) {
    case 'place':
      return placeText(fact.place);
    case 'time':
      return new Date(fact.timeMs).toISOString().slice(11, 19);
    case 'amount':
      return amountText(fact);
    case 'name':
      return fact.name;
  }
}

function amountText({ amount, unit }: Extract<Fact, { kind: 'amount' }>): string {
  switch (unit) {
    case 'count':
      return String(Math.round(amount));
    case 'bytes':
      return `${(amount / 1e6).toFixed(1)} MB`;
    case 'perGb':
      return `${Math.round(amount)} per GB`;
    case 'share':
      return `${Math.round(amount * 100)} %`;
    case 'usdPerMonth':
      return `USD ${amount.toFixed(2)} per month`;
    case 'seconds':
      return `${amount} s`;
  }
}

function placeText(place: Place): string {
  switch (place.kind) {
    case 'workload':
      return `${place.namespace}/${place.workload}`;
    case 'node':
      return place.node;
    case 'external':
      return place.name;
    case 'pair': {
      const ends = `${placeText(place.client)} and ${placeText(place.server)}`;
      return place.acrossZones ? `${ends} across zones` : ends;
    }
    case 'interface':
      return `${place.eni} of ${place.node}`;
    case 'zonePair':
      return place.zones.join(' and ');
    case 'monitor':
      return place.monitor;
    case 'cluster':
      return 'the cluster';
  }
}
