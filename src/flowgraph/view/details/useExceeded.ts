import { useMemo } from 'react';
import { type Host } from '../../../core/graph/hosts';
import { type Exceeded, exceededAllowances } from '../../ask/allowances';
import { type PanelSource } from '../../ask/panelSource';
import { type Asked, useAsked } from './useAsked';

/** Which of the nodes exceeded an allowance; undefined where nobody can be asked. Asks anew when the nodes are others. */
export function useExceeded(
  asked: PanelSource | undefined,
  hosts: readonly Host[]
): Asked<ReadonlyMap<string, Exceeded[]>> | undefined {
  const names = hosts.map(({ node }) => node).join('\n');
  return useAsked(
    useMemo(() => (asked && names !== '' ? exceededAllowances(asked, names.split('\n')) : undefined), [asked, names])
  );
}
