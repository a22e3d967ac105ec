import { defer, finalize, lastValueFrom, type Observable, type SchedulerLike, VirtualTimeScheduler } from 'rxjs';
import { type Clock } from '../../simulator/world/clock';
import { type FlowApiTransport } from '../../src/flowapi/transport';

/**
 * A shared time for the simulator's clock and the client's waits. It stands still while requests are in progress and
 * otherwise jumps to the next scheduled action, so the speed of the machine has no effect. Time passes only while a
 * test waits for something.
 */
export class VirtualTime {
  private readonly virtual = new VirtualTimeScheduler();
  private requestsUnderWay = 0;
  /** Resolves the wait for the next request that ends. */
  private requestEnded: () => void = () => undefined;

  constructor(startMs: number) {
    this.virtual.frame = startMs;
  }

  get clock(): Clock {
    return { nowMs: () => this.virtual.now() };
  }

  get scheduler(): SchedulerLike {
    return this.virtual;
  }

  /** Wraps a transport so that time stands still during its requests. */
  during(transport: FlowApiTransport): FlowApiTransport {
    return (request) =>
      defer(() => {
        this.requestsUnderWay += 1;
        return transport(request).pipe(
          finalize(() => {
            this.requestsUnderWay -= 1;
            this.requestEnded();
          })
        );
      });
  }

  /** Lets time pass until a condition is true. Throws an error if nothing is scheduled that could make it true. */
  async until(condition: () => boolean): Promise<void> {
    for (await this.atRest(); !condition(); await this.atRest()) {
      const [next] = this.virtual.actions;
      if (!next) {
        throw new Error(`Nothing is scheduled any more, and this is still not true: ${condition.toString()}`);
      }
      this.virtual.maxFrames = next.delay;
      this.virtual.flush();
    }
  }

  /** Lets time pass until an observable completes, and returns its last value. Throws the error of the observable. */
  async lastValueFrom<T>(values: Observable<T>): Promise<T> {
    let hasEnded = false;
    const last = lastValueFrom(values.pipe(finalize(() => (hasEnded = true))));
    // The caller gets the error below. Without this, Node reports it as unhandled in the meantime.
    last.catch(() => undefined);
    await this.until(() => hasEnded);
    return last;
  }

  /** Resolves when no request is in progress and everything that the last one triggered has happened. */
  private async atRest(): Promise<void> {
    do {
      while (this.requestsUnderWay > 0) {
        await new Promise<void>((resolve) => (this.requestEnded = resolve));
      }
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.requestsUnderWay > 0);
  }
}
