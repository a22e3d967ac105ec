/** The locations and networks of the ingress' clients. The names and numbers of networks are made up. */

export interface ClientLocation {
  city: string;
  subdivision: string;
  country: string;
}

/** The locations of clients. */
export const CLIENT_PLACES: ClientLocation[] = [
  { city: 'Chicago', subdivision: 'Illinois', country: 'United States' },
  { city: 'New York', subdivision: 'New York', country: 'United States' },
  { city: 'Austin', subdivision: 'Texas', country: 'United States' },
  { city: 'Toronto', subdivision: 'Ontario', country: 'Canada' },
  { city: 'London', subdivision: 'England', country: 'United Kingdom' },
  { city: 'Berlin', subdivision: 'Berlin', country: 'Germany' },
  { city: 'Paris', subdivision: 'Île-de-France', country: 'France' },
  { city: 'São Paulo', subdivision: 'São Paulo', country: 'Brazil' },
  { city: 'Tokyo', subdivision: 'Tokyo', country: 'Japan' },
  // The service sometimes knows only the country.
  { city: '', subdivision: '', country: 'India' },
];

/** Two per country, from the numbers that RFC 5398 reserves for documentation. */
export const AUTONOMOUS_SYSTEMS: Record<string, Array<{ asName: string; asNumber: number }>> = {
  'United States': [
    { asName: 'EXAMPLE-CABLE-US', asNumber: 64501 },
    { asName: 'EXAMPLE-MOBILE-US', asNumber: 64502 },
  ],
  Canada: [
    { asName: 'EXAMPLE-TELECOM-CA', asNumber: 64503 },
    { asName: 'EXAMPLE-FIBRE-CA', asNumber: 64504 },
  ],
  'United Kingdom': [
    { asName: 'EXAMPLE-BROADBAND-UK', asNumber: 64505 },
    { asName: 'EXAMPLE-MOBILE-UK', asNumber: 64506 },
  ],
  Germany: [
    { asName: 'EXAMPLE-DSL-DE', asNumber: 64507 },
    { asName: 'EXAMPLE-CABLE-DE', asNumber: 64508 },
  ],
  France: [
    { asName: 'EXAMPLE-FIBRE-FR', asNumber: 64509 },
    { asName: 'EXAMPLE-MOBILE-FR', asNumber: 64510 },
  ],
  Brazil: [
    { asName: 'EXAMPLE-TELECOM-BR', asNumber: 64511 },
    { asName: 'EXAMPLE-MOBILE-BR', asNumber: 65536 },
  ],
  Japan: [
    { asName: 'EXAMPLE-FIBRE-JP', asNumber: 65537 },
    { asName: 'EXAMPLE-MOBILE-JP', asNumber: 65538 },
  ],
};
