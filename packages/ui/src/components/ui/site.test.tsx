/** @jest-environment jsdom */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Coffee } from 'lucide-react';

import { accessibilityFaults } from '../../testing/axe.ts';
import { provideLayout } from '../../testing/layout.ts';
import { bePatient } from '../../testing/patience.ts';
import { Button } from './button.tsx';
import { CallToAction } from './call-to-action.tsx';
import { Faq } from './faq.tsx';
import { FeatureGrid } from './feature-grid.tsx';
import { GalleryGrid } from './gallery-grid.tsx';
import { Hero } from './hero.tsx';
import { LogoCloud } from './logo-cloud.tsx';
import { MediaCard } from './media-card.tsx';
import { NewsletterForm } from './newsletter-form.tsx';
import { PatternArt } from './pattern-art.tsx';
import { PricingTable } from './pricing-table.tsx';
import { SiteFooter, SiteFooterGroup, SiteFooterLink } from './site-footer.tsx';
import { SiteHeader, SiteNavLink } from './site-header.tsx';
import { SkipLink } from './skip-link.tsx';
import { StatsBand } from './stats-band.tsx';
import { StepList } from './step-list.tsx';
import { Testimonials } from './testimonials.tsx';

beforeAll(provideLayout);
beforeAll(bePatient);

function Site() {
  return (
    <>
      <SkipLink />
      <SiteHeader brand="Ikawa" actions={<Button>Order</Button>}>
        <SiteNavLink href="#home" aria-current="page">
          Home
        </SiteNavLink>
        <SiteNavLink href="#farms">Farms</SiteNavLink>
      </SiteHeader>
      <main id="content">
        <Hero title="Coffee" media={<PatternArt seed="ikawa" title="Zigzag bands" />} />
        <LogoCloud title="Served at" names={['Kivu Lodge', 'Inzora']} />
        <FeatureGrid
          title="Why"
          features={[{ icon: Coffee, title: 'Fresh', description: 'Roasted today' }]}
        />
        <StatsBand stats={[{ value: '600', label: 'Families' }]} />
        <StepList title="How" steps={[{ title: 'Picked', description: 'By hand' }]} />
        <Testimonials
          title="Voices"
          testimonials={[
            { quote: 'Good', name: 'Aline Uwase' },
            { quote: 'Warm', name: 'Eric Ndayisaba' },
          ]}
        />
        <PricingTable
          title="Prices"
          plans={[
            {
              name: 'Taster',
              price: 'RWF 9,000',
              description: 'One bag',
              features: ['250 g'],
              action: <Button>Choose Taster</Button>,
            },
          ]}
        />
        <MediaCard title={<a href="#gisovu">Gisovu</a>} headingLevel={2} seed="Gisovu" />
        <GalleryGrid title="Roastery" items={[{ title: 'Drum', caption: 'Morning' }]} />
        <Faq title="Questions" entries={[{ question: 'Ship?', answer: 'Yes' }]} />
        <CallToAction
          title="Come"
          actions={<Button variant="secondary">Book</Button>}
          artSeed="x"
        />
      </main>
      <SiteFooter brand="Ikawa" legal="© Ikawa">
        <SiteFooterGroup title="Shop">
          <SiteFooterLink href="#coffees">Coffees</SiteFooterLink>
        </SiteFooterGroup>
      </SiteFooter>
    </>
  );
}

describe('a site of all blocks', () => {
  test('has no structural accessibility fault, and headings in order', async () => {
    render(<Site />);
    expect(await accessibilityFaults()).toEqual([]);
  });

  test('its first stop leads over the navigation', async () => {
    render(<Site />);
    await userEvent.tab();
    expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveFocus();
    expect(screen.getByRole('link', { name: 'Skip to content' })).toHaveAttribute(
      'href',
      '#content',
    );
  });

  test('on a phone its pages and actions are in a menu that closes on the way', async () => {
    render(<Site />);
    await userEvent.click(screen.getByRole('button', { name: 'Open menu' }));
    const menu = screen.getByRole('dialog', { name: 'Menu' });
    expect(within(menu).getByRole('button', { name: 'Order' })).toBeInTheDocument();
    await userEvent.click(within(menu).getByRole('link', { name: 'Farms' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('GalleryGrid', () => {
  test('its pictures are buttons when something is done with them', async () => {
    const onItemSelect = jest.fn();
    const items = [{ title: 'Drum' }, { title: 'Beds' }];
    render(<GalleryGrid items={items} onItemSelect={onItemSelect} />);
    await userEvent.click(screen.getByRole('button', { name: 'Beds' }));
    expect(onItemSelect).toHaveBeenCalledWith(items[1]);
  });
});

describe('NewsletterForm', () => {
  const words = {
    label: 'Email address',
    buttonLabel: 'Subscribe',
    errorMessage: 'That is no address',
    successMessage: 'Murakoze!',
  };

  test('refuses what is no address, at the field', async () => {
    const onSubscribe = jest.fn<(email: string) => void>();
    render(<NewsletterForm {...words} onSubscribe={onSubscribe} />);
    await userEvent.type(screen.getByLabelText('Email address'), 'aline@{Enter}');
    expect(screen.getByLabelText('Email address')).toHaveAccessibleDescription(
      'That is no address',
    );
    expect(onSubscribe).not.toHaveBeenCalled();
  });

  test('hands over the address and gives thanks', async () => {
    const onSubscribe = jest.fn<(email: string) => void>();
    render(<NewsletterForm {...words} onSubscribe={onSubscribe} />);
    await userEvent.type(screen.getByLabelText('Email address'), 'aline@ikawa.rw{Enter}');
    await waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('Murakoze!'));
    expect(onSubscribe).toHaveBeenCalledWith('aline@ikawa.rw');
  });
});
