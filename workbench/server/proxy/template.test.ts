/** @jest-environment node */
import { type DataSourceSettings } from '../shared/options';
import { renderTemplate } from './template';

const dataSource: DataSourceSettings = {
  uid: 'u',
  name: 'n',
  type: 't',
  url: 'http://own',
  jsonData: { host: 'http://api', port: 80, empty: '' },
  secureJsonData: { key: 's3cret' },
};

it.each([
  ['{{ .JsonData.host }}/x', 'http://api/x'],
  ['{{.JsonData.host}}:{{.JsonData.port}}', 'http://api:80'],
  ['{{ .SecureJsonData.key }}', 's3cret'],
  ['{{ .URL }}/y', 'http://own/y'],
  ['{{ .JsonData.missing }}', '<no value>'],
  ['{{ orEmpty .JsonData.missing }}/z', '/z'],
  ['{{ orEmpty .JsonData.host }}/z', 'http://api/z'],
  ['{{ .JsonData.empty }}', ''],
  ['plain', 'plain'],
])('renders %s as %s', (template, rendered) => {
  expect(renderTemplate(template, dataSource)).toBe(rendered);
});
