/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';

import { accessibilityFaults } from '../../testing/axe.ts';
import { bePatient } from '../../testing/patience.ts';
import { Button } from './button.tsx';
import { Checkbox } from './checkbox.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { RadioGroup, RadioGroupItem } from './radio-group.tsx';
import { SegmentedControl } from './segmented-control.tsx';
import { Select } from './select.tsx';
import { Switch } from './switch.tsx';
import { Textarea } from './textarea.tsx';
import { UiTextProvider } from './ui-text.tsx';

beforeAll(bePatient);

describe('Field', () => {
  test('names its control and describes it by help and error', () => {
    render(
      <Field label="Email" help="We never share it." error="Not an address">
        <Input />
      </Field>,
    );
    const input = screen.getByRole('textbox', { name: 'Email' });
    expect(input).toHaveAccessibleDescription('We never share it. Not an address');
    expect(input).toBeInvalid();
    expect(screen.getByRole('alert')).toHaveTextContent('Not an address');
  });

  test('says that it is required, to eyes and to screen readers, in the page’s language', () => {
    render(
      <UiTextProvider locale="fr">
        <Field label="Nom" required>
          <Input />
        </Field>
      </UiTextProvider>,
    );
    expect(screen.getByRole('textbox', { name: 'Nom (obligatoire)' })).toBeRequired();
  });

  test('keeps what the control sets itself', () => {
    render(
      <>
        <p id="own">Own words</p>
        <Field label="Email" help="Help">
          <Input id="mine" aria-describedby="own" />
        </Field>
      </>,
    );
    expect(document.getElementById('mine')).toHaveAccessibleDescription('Own words Help');
  });

  test('pressing the label of a checkbox or switch toggles it', async () => {
    render(
      <>
        <Field layout="inline" label="Terms">
          <Checkbox />
        </Field>
        <Field layout="inline" label="News">
          <Switch />
        </Field>
      </>,
    );
    await userEvent.click(screen.getByText('Terms'));
    await userEvent.click(screen.getByText('News'));
    expect(screen.getByRole('checkbox', { name: 'Terms' })).toBeChecked();
    expect(screen.getByRole('switch', { name: 'News' })).toBeChecked();
  });

  test('names a group of radios', () => {
    render(
      <Field label="Plan" help="Change it later.">
        <RadioGroup>
          <RadioGroupItem value="a">Personal</RadioGroupItem>
        </RadioGroup>
      </Field>,
    );
    expect(screen.getByRole('radiogroup', { name: 'Plan' })).toHaveAccessibleDescription(
      'Change it later.',
    );
  });

  test('has no structural accessibility fault with any control', async () => {
    render(
      <main>
        <h1>Form</h1>
        <Field label="A" required error="Wrong" help="Help">
          <Input />
        </Field>
        <Field label="B">
          <Textarea />
        </Field>
        <Field label="C">
          <Select placeholder="Choose">
            <option>One</option>
          </Select>
        </Field>
        <Field label="D" layout="inline">
          <Checkbox />
        </Field>
        <Field label="E" layout="inline">
          <Switch />
        </Field>
        <Field label="F">
          <RadioGroup>
            <RadioGroupItem value="a" description="First">
              One
            </RadioGroupItem>
          </RadioGroup>
        </Field>
        <Field label="G">
          <SegmentedControl
            value="a"
            onValueChange={() => undefined}
            segments={[{ value: 'a', label: 'One' }]}
          />
        </Field>
      </main>,
    );
    expect(await accessibilityFaults()).toEqual([]);
  });
});

interface Values {
  name: string;
  country: string;
  note: string;
  terms: boolean;
  news: boolean;
  plan: string;
}

function RegisteredForm({ onSubmit }: { onSubmit: (values: Values) => void }) {
  const form = useForm<Values>({
    defaultValues: { name: '', country: 'rw', note: '', terms: false, news: true, plan: 'team' },
  });
  const { errors } = form.formState;
  return (
    <form onSubmit={(event) => void form.handleSubmit(onSubmit)(event)} noValidate>
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name', { required: 'Tell us your name' })} />
      </Field>
      <Field label="Country">
        <Select {...form.register('country')}>
          <option value="rw">Rwanda</option>
          <option value="ke">Kenya</option>
        </Select>
      </Field>
      <Field label="Note">
        <Textarea {...form.register('note')} />
      </Field>
      <Field label="Terms" layout="inline">
        <Checkbox {...form.register('terms')} />
      </Field>
      <Field label="News" layout="inline">
        <Switch {...form.register('news')} />
      </Field>
      <Field label="Plan">
        <RadioGroup>
          <RadioGroupItem value="solo" {...form.register('plan')}>
            Solo
          </RadioGroupItem>
          <RadioGroupItem value="team" {...form.register('plan')}>
            Team
          </RadioGroupItem>
        </RadioGroup>
      </Field>
      <Button type="submit">Send</Button>
    </form>
  );
}

describe('controls with register() of react-hook-form', () => {
  test('show their default values and give back what was entered', async () => {
    const onSubmit = jest.fn<(values: Values) => void>();
    render(<RegisteredForm onSubmit={onSubmit} />);
    expect(screen.getByRole('radio', { name: 'Team' })).toBeChecked();
    expect(screen.getByRole('switch')).toBeChecked();

    await userEvent.type(screen.getByLabelText('Name'), 'Aline');
    await userEvent.selectOptions(screen.getByLabelText('Country'), 'ke');
    await userEvent.type(screen.getByLabelText('Note'), 'Hello');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Terms' }));
    await userEvent.click(screen.getByRole('switch'));
    await userEvent.click(screen.getByRole('radio', { name: 'Solo' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));

    expect(onSubmit.mock.calls[0]?.[0]).toEqual({
      name: 'Aline',
      country: 'ke',
      note: 'Hello',
      terms: true,
      news: false,
      plan: 'solo',
    });
  });

  test('a fault is shown at its field, which gets the focus', async () => {
    const onSubmit = jest.fn();
    render(<RegisteredForm onSubmit={onSubmit} />);
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    const name = await screen.findByLabelText('Name');
    expect(name).toHaveAccessibleDescription('Tell us your name');
    expect(name).toHaveFocus();
    expect(onSubmit).not.toHaveBeenCalled();
  });
});
