import { LoadingState, type PanelData } from '@grafana/data';
import { useEffect, useState } from 'react';
import { Subscription } from 'rxjs';
import { type Data } from '../model/flowsContent';
import { type PanelSource } from '../queries/panelSource';

interface Retried {
  /** The panel's data, or that of the last retry, until Grafana passes other data. */
  data: Data;
  /** Undefined if the panel does not know how to query its data. */
  retry: (() => void) | undefined;
}

/** A retry of the queries whose data Grafana passed. */
interface Retry {
  of: PanelData;
  source: PanelSource;
}

/** Runs the panel's queries again on request: Grafana offers panels no way to refresh their data. */
export function useRetry(data: PanelData, source: PanelSource | undefined): Retried {
  const [started, setStarted] = useState<Retry>();
  const [result, setResult] = useState<{ retry: Retry; data: Data }>();
  const current = started?.of === data ? started : undefined;
  useEffect(() => current && subscribe(current, (found) => setResult({ retry: current, data: found })), [current]);
  const retried = current && (current === result?.retry ? result.data : LOADING);
  return {
    // A failure keeps the flows that the panel has.
    data: retried && retried.series.length === 0 ? { ...retried, series: data.series } : (retried ?? data),
    retry: source && (() => setStarted({ of: data, source })),
  };
}

const LOADING: Data = { state: LoadingState.Loading, series: [] };

/** @returns what cancels the queries */
function subscribe({ source }: Retry, onData: (data: Data) => void): () => void {
  const subscription = new Subscription();
  void import('../queries/repeatRequest').then(({ repeatRequest }) => {
    if (!subscription.closed) {
      subscription.add(repeatRequest(source).subscribe(onData));
    }
  });
  return () => subscription.unsubscribe();
}
