import { type ComponentProps, type ReactNode } from 'react';

import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from './accordion.tsx';
import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';

export interface FaqEntry {
  answer: ReactNode;
  question: string;
}

export interface FaqProps
  extends
    Omit<ComponentProps<'section'>, 'title'>,
    Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow'> {
  entries: readonly FaqEntry[];
}

/** Questions that open to their answers. */
export function Faq({ description, entries, eyebrow, title, ...props }: FaqProps) {
  return (
    <Section {...props}>
      <div className="grid gap-10 lg:grid-cols-[1fr_1.6fr] lg:gap-16">
        <SectionHeading eyebrow={eyebrow} title={title} description={description} />
        <Accordion type="single" collapsible className="border-t border-border">
          {entries.map(({ answer, question }) => (
            <AccordionItem key={question} value={question}>
              <AccordionTrigger>{question}</AccordionTrigger>
              <AccordionContent>{answer}</AccordionContent>
            </AccordionItem>
          ))}
        </Accordion>
      </div>
    </Section>
  );
}
