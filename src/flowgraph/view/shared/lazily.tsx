import React, { type FunctionComponent, lazy, Suspense } from 'react';
import { partNotLoaded } from '../../messages/shared';

/**
 * A component whose code is loaded when it is first rendered, so that the first render of the graph does not wait for
 * it. If the code cannot be loaded, because the page is outdated or offline, an error message takes its place.
 */
export function lazily<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  const loadOrSay = (): Promise<{ default: FunctionComponent<Props> }> =>
    load().then(
      (component) => ({ default: component }),
      () => ({ default: NotLoaded })
    );
  // React's type also requires a ref, which function components do not have.
  const Loaded: FunctionComponent<Props> = lazy(loadOrSay) as unknown as FunctionComponent<Props>;
  return function Lazily(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

function NotLoaded() {
  return <div role="alert">{partNotLoaded}</div>;
}
