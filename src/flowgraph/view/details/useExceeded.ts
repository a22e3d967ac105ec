import { useMemo } from 'react';
import { type Host } from '../../model/hosts';
import { type Exceeded, exceededAllowances } from '../../queries/allowances';
import { type PanelSource } from '../../queries/panelSource';
import { type RequestState, useRequest } from './useRequest';

/** Queries which of the nodes exceeded an allowance, again whenever the nodes change. Undefined without a panel source. */
export function useExceeded(
  panelSource: PanelSource | undefined,
  hosts: readonly Host[]
): RequestState<ReadonlyMap<string, Exceeded[]>> | undefined {
  const names = hosts.map(({ node }) => node).join('\n');
  return useRequest(
    useMemo(
      () => (panelSource && names !== '' ? exceededAllowances(panelSource, names.split('\n')) : undefined),
      [panelSource, names]
    )
  );
}
