import React, { type FunctionComponent, lazy, Suspense } from 'react';

/**
 * A component whose code is loaded when it is first shown: the first picture does not wait for it. Where
 * the code cannot be had, because the page is an old one or offline, it says so in its place.
 */
export function lazily<Props extends object>(load: () => Promise<FunctionComponent<Props>>): FunctionComponent<Props> {
  const loadOrSay = (): Promise<{ default: FunctionComponent<Props> }> =>
    load().then(
      (component) => ({ default: component }),
      () => ({ default: NotLoaded })
    );
  // React's type of it asks for a ref, too, which functions do not have.
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
  return <div role="alert">A part of the panel could not be loaded. Reload the page.</div>;
}
