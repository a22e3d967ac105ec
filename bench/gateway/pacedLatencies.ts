import http from 'node:http';

/**
 * Sends requests at a fixed rate, regardless of the responses, and returns how long each took, in milliseconds. The requests
 * share connections, which are closed afterward: a server closes idle ones just when the next request uses them.
 */
export async function pacedLatencies(url: string, perSecond: number, count: number): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true });
  const beganMs = performance.now();
  const requests: Array<Promise<number>> = [];
  for (let index = 0; index < count; index++) {
    const dueMs = beganMs + (index * 1_000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    requests.push(latencyOf(url, agent));
  }
  const latenciesMs = await Promise.all(requests);
  agent.destroy();
  return latenciesMs;
}

function latencyOf(url: string, agent: http.Agent): Promise<number> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent }, (response) => {
      response.resume();
      response.on('end', () => {
        const { statusCode } = response;
        return statusCode === 200
          ? resolve(performance.now() - beganMs)
          : reject(new Error(`${url} responded with ${statusCode}`));
      });
    });
    request.on('error', reject);
  });
}
