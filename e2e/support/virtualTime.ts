import { defer, finalize, lastValueFrom, type Observable, type SchedulerLike, VirtualTimeScheduler } from 'rxjs';
import { type Clock } from '../../simulator/world/clock';
import { type FlowApiTransport } from '../../src/flowapi/transport';

/**
 * One time for the simulator's clock and the client's waits. It stands still while requests are under way and
 * otherwise jumps to what is scheduled next, so the speed of the machine changes nothing. It passes only while a
 * test waits for something.
 */
export class VirtualTime {
  private readonly virtual = new VirtualTimeScheduler();
  private requestsUnderWay = 0;
  /** Resolves what waits for the next request that ends. */
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

  /** The same transport, for whose requests time stands still. */
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

  /** Lets time pass until a condition holds. Throws if nothing is scheduled any more that could bring it about. */
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

  /** Lets time pass until an observable completes, and gives its last value. Throws what it fails with. */
  async lastValueFrom<T>(values: Observable<T>): Promise<T> {
    let hasEnded = false;
    const last = lastValueFrom(values.pipe(finalize(() => (hasEnded = true))));
    // The caller gets the failure below; without this, Node reports it as unhandled meanwhile.
    last.catch(() => undefined);
    await this.until(() => hasEnded);
    return last;
  }

  /** When no request is under way and all that followed from the last one has happened. */
  private async atRest(): Promise<void> {
    do {
      while (this.requestsUnderWay > 0) {
        await new Promise<void>((resolve) => (this.requestEnded = resolve));
      }
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.requestsUnderWay > 0);
  }
}
