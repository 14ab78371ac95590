//! What the made-up receipts are made of. The same number gives the same receipt.
import type { CategoryView } from '../backend';
import type { Sample } from './sample';

const KEYS = [
  'groceries', 'dining', 'transport', 'fuel', 'utilities', 'health', 'education', 'books',
  'sports', 'clothing', 'household', 'electronics', 'travel', 'other',
];

export const CATEGORIES: CategoryView[] = KEYS.map((key) => ({ id: `category-${key}`, key, name: '' }));

const SHOPS: [merchant: string, address: string, category: string, goods: [string, string][]][] = [
  ['Tesco Stores Sdn Bhd', 'Jalan Ampang, 50450 Kuala Lumpur', 'groceries', [['Milk 1L', '6.90'], ['Wholemeal bread', '4.20'], ['Eggs 10', '7.50'], ['Bananas', '3.40']]],
  ['Kedai Kopi Hing', 'Jalan Gasing, Petaling Jaya', 'dining', [['Kopi O', '2.20'], ['Roti bakar', '3.80'], ['Nasi lemak', '6.00']]],
  ['Guardian Health', 'Mid Valley Megamall', 'health', [['Paracetamol', '8.90'], ['Plasters', '5.50']]],
  ['Petronas Bangsar', 'Jalan Maarof, Bangsar', 'fuel', [['RON95 31.2 L', '63.96']]],
  ['MPH Bookstores', 'Subang Parade', 'books', [['Atlas of the sea', '89.90'], ['Notebook', '12.00']]],
  ['Mr D.I.Y.', 'The Curve, Mutiara Damansara', 'household', [['Screws M4', '3.10'], ['Paint brush', '7.80'], ['LED bulb', '9.90']]],
  ['Restoran Sri Nirwana Maju', 'Jalan Telawi 3, Bangsar', 'dining', [['Banana leaf set', '14.50'], ['Teh tarik', '2.80'], ['Ikan goreng', '16.00']]],
];

const TROUBLES: Sample['trouble'][] = ['total', undefined, 'merchant', undefined, 'date', undefined, 'faint', undefined];
const PAYMENTS = ['cash', 'credit_card', 'ewallet', 'debit_card'];

/** The number of a receipt with many lines. */
const LONG = 12;

/** The receipt of this number. */
export function sampleOf(number: number, troubled = true): Sample {
  const [merchant, address, category, goods] = SHOPS[number % SHOPS.length]!;
  const trouble = troubled ? TROUBLES[number % TROUBLES.length] : undefined;
  const dayOf = new Date(Date.UTC(2026, 2, 12) - number * 36 * 3600 * 1000).toISOString();
  const trolley = number === LONG ? Array.from({ length: 30 }, (_, at) => goods[at % goods.length]!) : goods.slice(0, 1 + (number % goods.length));
  const items = trolley.map(([name, total], at) => [name, `${(number + at) % 3 === 0 ? 2 : 1}`, total] as Sample['items'][number]);
  return {
    merchant, address, category: `category-${category}`, items,
    // Day and month can only be mistaken for one another up to the twelfth.
    date: trouble === 'date' ? `${dayOf.slice(0, 8)}0${1 + (number % 9)}` : dayOf.slice(0, 10),
    time: `${String(9 + (number % 11)).padStart(2, '0')}:${String((number * 7) % 60).padStart(2, '0')}`,
    tax: `${number % 4}.${(number % 9) + 1}0`,
    payment: PAYMENTS[number % PAYMENTS.length]!,
    number: String(10021 + number),
    trouble,
  };
}
