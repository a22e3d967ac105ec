import { useEffect, useState } from 'react';
import { type Observable } from 'rxjs';

/** The latest value of an observable, for as long as the component is there; undefined before the first. */
export function useObservable<T>(observable: Observable<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = observable.subscribe((next) => setValue(() => next));
    return () => subscription.unsubscribe();
  }, [observable]);
  return value;
}
