import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';
import { PatternArt } from './pattern-art.tsx';

export interface GalleryItem {
  caption?: ReactNode;
  /** A picture; a pattern drawn from the title when absent. */
  media?: ReactNode;
  title: string;
}

export interface GalleryGridProps
  extends
    Omit<ComponentProps<'section'>, 'title' | 'onSelect'>,
    Partial<Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow'>> {
  items: readonly GalleryItem[];
  /** Makes each picture a button. */
  onItemSelect?: (item: GalleryItem) => void;
}

/** Pictures in a grid of two sizes; the first of every five is large. */
export function GalleryGrid({
  description,
  eyebrow,
  items,
  onItemSelect,
  title,
  ...props
}: GalleryGridProps) {
  return (
    <Section {...props}>
      {title && <SectionHeading eyebrow={eyebrow} title={title} description={description} />}
      <ul
        className={cn(
          'grid grid-flow-dense auto-rows-[11rem] grid-cols-2 gap-3 sm:gap-4 lg:auto-rows-[13rem] lg:grid-cols-4',
          title && 'mt-12',
        )}
      >
        {items.map((item, index) => (
          <li
            key={item.title}
            className={cn('min-w-0', index % 5 === 0 && 'col-span-2 row-span-2')}
          >
            {onItemSelect ? (
              <button
                type="button"
                onClick={() => onItemSelect(item)}
                className="group/tile block size-full cursor-pointer rounded-2xl text-start"
              >
                <Tile item={item} />
              </button>
            ) : (
              <Tile item={item} />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Tile({ item }: { item: GalleryItem }) {
  return (
    <figure className="relative flex size-full flex-col overflow-hidden rounded-2xl border border-border bg-card">
      <span className="block min-h-0 flex-1 overflow-hidden *:size-full *:object-cover *:transition-transform *:duration-500 group-hover/tile:*:scale-104">
        {item.media ?? <PatternArt seed={item.title} />}
      </span>
      <figcaption className="grid gap-0.5 border-t border-border px-4 py-2.5 text-sm leading-snug">
        <span className="truncate font-medium">{item.title}</span>
        {item.caption && <span className="truncate text-muted-foreground">{item.caption}</span>}
      </figcaption>
    </figure>
  );
}
