import { render, screen } from '@testing-library/react';
import React from 'react';
import { FlowApiSettings } from './FlowApiSettings';

it('keeps the field of the URL within a narrow page', () => {
  render(
    <FlowApiSettings settings={{ flowApiUrl: 'http://gateway:9700' }} disabled={false} onChange={jest.fn()}>
      {null}
    </FlowApiSettings>
  );
  const field = screen.getByDisplayValue('http://gateway:9700').closest('[data-testid="input-wrapper"]');
  expect(field).toHaveStyle({ maxWidth: '100%' });
});
