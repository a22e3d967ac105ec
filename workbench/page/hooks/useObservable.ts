import { useEffect, useState } from 'react';
import { type Observable } from 'rxjs';

/** The latest value of an observable while the component is mounted; undefined before the first value. */
export function useObservable<T>(observable: Observable<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    const subscription = observable.subscribe((next) => setValue(() => next));
    return () => subscription.unsubscribe();
  }, [observable]);
  return value;
}
