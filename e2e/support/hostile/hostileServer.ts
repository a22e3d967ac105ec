import { type IncomingMessage } from 'node:http';
import { listen, type Listening } from '../../../simulator/server/listen';
import { Coverage } from './coverage';
import { reply, type WholeResponse } from './passOn';

/** A server whose responses are those of another server, with hostile strings in them. */
export abstract class HostileServer {
  /** Which string a text is replaced by depends on the text and on this number. */
  round = 0;
  /** If set, the response to all requests. */
  failure?: WholeResponse;
  readonly coverage = new Coverage();
  private server?: Listening;

  constructor(protected readonly upstream: string) {}

  /** The response to a request while no failure is set. */
  protected abstract answer(request: IncomingMessage): Promise<WholeResponse>;

  async start(): Promise<void> {
    this.server = await listen(
      (request, response) => {
        (this.failure ? Promise.resolve(this.failure) : this.answer(request)).then(
          (answer) => reply(response, answer),
          () => response.destroy()
        );
      },
      '127.0.0.1',
      0
    );
  }

  get url(): string {
    return this.server?.url ?? '';
  }

  async close(): Promise<void> {
    await this.server?.close();
  }
}
