import { redirect } from 'next/navigation';
import { coursesAddress } from '../view/addresses';

export default function Home(): never {
  redirect(coursesAddress);
}
