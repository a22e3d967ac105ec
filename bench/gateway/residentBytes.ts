/** The memory that Envoy uses, in bytes, from its own metrics. */
export async function residentBytes(statusUrl: string): Promise<number> {
  const text = await (await fetch(`${statusUrl}/metrics`)).text();
  return Number(/^envoy_server_memory_physical_size(?:\{\})? (\d+)$/m.exec(text)?.[1]);
}
