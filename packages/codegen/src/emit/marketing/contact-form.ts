import { type MarketingPlan } from '../../plan/marketing-plan.ts';
import { type Localized } from '../../spec/localized.ts';
import { type SiteFiles } from './site-files.ts';
import { LABELS } from './site-labels.ts';

export function isBooking({ contact }: MarketingPlan): boolean {
  return contact.form === 'booking';
}

/** src/components/contact-form.tsx and src/lib/enquiry.ts: the form and what it accepts. */
export function emitContactForm(site: SiteFiles, plan: MarketingPlan): void {
  const fields = isBooking(plan) ? BOOKING_FIELDS : [NAME, EMAIL, MESSAGE];
  emitEnquirySchema(site, plan);
  const file = site.module('src/components/contact-form.tsx');
  file.npm('@hookform/resolvers/zod', 'zodResolver');
  file.npm('react', 'useState');
  file.npm('react-hook-form', 'useForm');
  file.ui('alert', 'Alert', 'AlertDescription', 'AlertTitle');
  file.ui('button', 'Button');
  file.ui('field', 'Field');
  file.ui('input', 'Input');
  file.ui('textarea', 'Textarea');
  file.local('src/data/site.ts', 'site');
  file.local(
    'src/lib/enquiry.ts',
    'type Enquiry',
    'enquiryLetter',
    site.multilingual ? 'enquirySchemaIn' : 'enquirySchema',
  );
  file.local('src/lib/inbox.ts', 'keepEnquiry');
  const schema = site.multilingual ? 'enquirySchemaIn(t)' : 'enquirySchema';
  const ready = `<Alert variant="success">
        <AlertTitle>${file.jsx('contact.readyTitle', LABELS.readyTitle)}</AlertTitle>
        <AlertDescription>${file.jsx('contact.readyText', LABELS.readyText)}</AlertDescription>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button asChild>
            <a href={enquiryLetter(site.email, sent)}>${file.jsx('contact.send', LABELS.sendByEmail)}</a>
          </Button>
          <Button variant="outline" onClick={() => setSent(undefined)}>
            ${file.jsx('contact.another', LABELS.writeAnother)}
          </Button>
        </div>
      </Alert>`;
  const controls = fields.map(
    ({ attributes, control, half, id, label, required }) => `<Field
        label=${file.attr(`contact.${id}`, label)}
        ${required ? 'required' : ''}
        error={errors.${id}?.message}
        ${half ? '' : 'className="sm:col-span-2"'}
      >
        <${control} ${attributes} {...register('${id}')} />
      </Field>`,
  );
  const button = isBooking(plan) ? plan.action.label : LABELS.continue;
  const form = `<form noValidate onSubmit={handleSubmit(keep)} className="grid content-start gap-5 sm:grid-cols-2">
      ${controls.join('\n')}
      <Button type="submit" size="lg" className="justify-self-start sm:col-span-2">
        ${file.jsx('contact.submit', button)}
      </Button>
    </form>`;
  const defaults = fields.map(({ id }) => `${id}: ''`).join(', ');
  file.write(`export function ContactForm() {
  ${file.hooks()}
  const [sent, setSent] = useState<Enquiry>();
  const { formState: { errors }, handleSubmit, register, reset } = useForm({
    resolver: zodResolver(${schema}),
    defaultValues: { ${defaults} },
  });

  function keep(enquiry: Enquiry) {
    keepEnquiry(enquiry);
    setSent(enquiry);
    reset();
  }

  if (sent) {
    return (
      ${ready}
    );
  }
  return (
    ${form}
  );
}`);
}

interface FormField {
  id: string;
  label: Localized;
  required: boolean;
  /** Attributes of the control, as JSX. */
  attributes: string;
  control: 'Input' | 'Textarea';
  half?: boolean;
}

const NAME: FormField = {
  id: 'name',
  label: LABELS.name,
  required: true,
  attributes: 'autoComplete="name"',
  control: 'Input',
  half: true,
};

const EMAIL: FormField = {
  id: 'email',
  label: LABELS.email,
  required: true,
  attributes: 'type="email" autoComplete="email"',
  control: 'Input',
  half: true,
};

const MESSAGE: FormField = {
  id: 'message',
  label: LABELS.message,
  required: true,
  attributes: 'className="min-h-36"',
  control: 'Textarea',
};

const BOOKING_FIELDS: readonly FormField[] = [
  NAME,
  EMAIL,
  {
    id: 'date',
    label: LABELS.date,
    required: true,
    attributes: 'type="date"',
    control: 'Input',
    half: true,
  },
  {
    id: 'guests',
    label: LABELS.guests,
    required: true,
    attributes: 'type="number" inputMode="numeric" min={1} max={20}',
    control: 'Input',
    half: true,
  },
  { ...MESSAGE, label: LABELS.wishes, required: false, attributes: 'className="min-h-24"' },
];

/** src/lib/enquiry.ts: what a visitor may send, and the letter made of it. */
function emitEnquirySchema(site: SiteFiles, plan: MarketingPlan): void {
  const file = site.module('src/lib/enquiry.ts');
  file.npm('zod', 'z');
  const say = (key: string, text: Localized) => file.expr(`contact.${key}`, text);
  const message = isBooking(plan)
    ? `date: z
    .string()
    .min(1, ${say('dateMissing', LABELS.dateMissing)})
    .refine((date) => date >= new Date().toISOString().slice(0, 10), ${say('dateInPast', LABELS.dateInPast)}),
  guests: z
    .string()
    .refine((text) => Number(text) >= 1 && Number(text) <= 20, ${say('guestsWrong', LABELS.guestsWrong)}),
  message: z.string().trim(),`
    : `message: z.string().trim().min(10, ${say('messageShort', LABELS.messageShort)}),`;
  const object = `z.object({
  name: z.string().trim().min(1, ${say('nameMissing', LABELS.nameMissing)}),
  email: z.email(${say('emailWrong', LABELS.emailWrong)}),
  ${message}
})`;
  const lines = isBooking(plan)
    ? '[`${enquiry.date}, ${enquiry.guests}`, enquiry.message, enquiry.name]'
    : '[enquiry.message, enquiry.name]';
  const letter = `
/** A link that opens the visitor's mail program with the letter in it. */
export function enquiryLetter(to: string, enquiry: Enquiry): string {
  const body = ${lines}.filter(Boolean).join('\\n\\n');
  return \`mailto:\${to}?subject=\${encodeURIComponent(enquiry.name)}&body=\${encodeURIComponent(body)}\`;
}`;
  if (!site.multilingual) {
    file.write(`export const enquirySchema = ${object};

export type Enquiry = z.infer<typeof enquirySchema>;
${letter}`);
    return;
  }
  const [first = 'en'] = site.locales;
  file.local(`src/i18n/${first}.ts`, 'type Messages');
  file.write(`/** What a visitor may send; what is wrong is said in the language of the messages. */
export function enquirySchemaIn(t: Messages) {
  return ${object};
}

export type Enquiry = z.infer<ReturnType<typeof enquirySchemaIn>>;
${letter}`);
}
