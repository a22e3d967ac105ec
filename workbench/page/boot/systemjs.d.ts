/** The parts of the global SystemJS loader that the page uses. */
interface SystemLoader {
  set(id: string, module: object): unknown;
  addImportMap(map: { imports: Record<string, string> }, baseUrl?: string): void;
  import(url: string): Promise<Record<string, unknown>>;
}

interface Window {
  System: SystemLoader;
}
