/** A person of the demo site. */
export interface Person {
  readonly username: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly city: string;
  /** Two letters. */
  readonly country: string;
  readonly description?: string;
  readonly lang?: string;
  readonly institution?: string;
  readonly department?: string;
  readonly alternatename?: string;
  readonly middlename?: string;
  readonly timezone?: string;
  readonly interests?: readonly string[];
  /** Settings of their own, by Moodle's names. */
  readonly preferences?: Readonly<Record<string, string>>;
  /** Hue of the drawn portrait in degrees; without it there is none. */
  readonly portrait?: number;
}

/** Everyone but guest and admin, in the order of their ids from 3. Invented; like any living person by chance. */
export const people: readonly Person[] = [
  {
    username: 'teacher',
    firstname: 'Marta',
    lastname: 'Lindqvist',
    city: 'Göteborg',
    country: 'SE',
    institution: 'Tidewater College',
    department: 'Natural Sciences',
    description: '<p>I count limpets for a living, and teach what the counts mean.</p>',
    timezone: 'Europe/Stockholm',
    interests: ['limpets', 'statistics'],
    preferences: { htmleditor: 'textarea', forum_markasreadonnotification: '1' },
    portrait: 205,
  },
  {
    username: 'student',
    firstname: 'Tomás',
    lastname: 'Herrera Quiroga',
    city: 'Valparaíso',
    country: 'CL',
    institution: 'Tidewater College',
    description: '<p>Second year, minor in statistics. I grew up a hundred metres from the harbour.</p>',
    timezone: 'America/Santiago',
    interests: ['Sea', 'Chess & Go'],
    preferences: { htmleditor: 'tiny', calendar_timeformat: '%H:%M' },
    portrait: 24,
  },
  {
    username: 'manager',
    firstname: 'Aoife',
    lastname: 'Brennan',
    city: 'Galway',
    country: 'IE',
    institution: 'Tidewater College',
    department: 'Learning Services',
    portrait: 140,
  },
  {
    username: 'kmensah',
    firstname: 'Kwame',
    lastname: 'Mensah',
    city: 'Accra',
    country: 'GH',
    department: 'Mathematics',
    portrait: 285,
  },
  {
    username: 'hfournier',
    firstname: 'Hélène',
    lastname: 'Fournier',
    city: 'Lyon',
    country: 'FR',
    lang: 'fr',
    department: 'History',
  },
  {
    username: 'lina',
    firstname: '娜',
    lastname: '李',
    city: '青岛',
    country: 'CN',
    alternatename: 'Nina',
    portrait: 350,
  },
  { username: 'ksato', firstname: '健', lastname: '佐藤', city: '仙台', country: 'JP', alternatename: 'Ken' },
  { username: 'sykim', firstname: '서연', lastname: '김', city: '부산', country: 'KR' },
  { username: 'malfassi', firstname: 'محمد', lastname: 'الفاسي', city: 'الرباط', country: 'MA' },
  { username: 'nlevi', firstname: 'נועה', lastname: 'לוי', city: 'חיפה', country: 'IL' },
  {
    username: 'ysokolova',
    firstname: 'Юлия',
    lastname: 'Соколова',
    city: 'Мурманск',
    country: 'RU',
    middlename: 'Андреевна',
  },
  { username: 'gpapadopoulos', firstname: 'Γιώργος', lastname: 'Παπαδόπουλος', city: 'Πειραιάς', country: 'GR' },
  { username: 'asharma', firstname: 'अनन्या', lastname: 'शर्मा', city: 'मुंबई', country: 'IN', portrait: 48 },
  { username: 'vmurugan', firstname: 'வேலு', lastname: 'முருகன்', city: 'சென்னை', country: 'IN' },
  { username: 'hongnguyen', firstname: 'Hồng', lastname: 'Nguyễn', middlename: 'Thị', city: 'Đà Nẵng', country: 'VN' },
  {
    username: 'zvandenberg',
    firstname: 'Zoë',
    lastname: 'van den Berg',
    city: 'Vlissingen',
    country: 'NL',
    lang: 'nl',
  },
  { username: 'lwojcik', firstname: 'Łukasz', lastname: 'Wójcik', city: 'Gdańsk', country: 'PL', portrait: 0 },
  { username: 'tjonsdottir', firstname: 'Þórunn', lastname: 'Jónsdóttir', city: 'Ísafjörður', country: 'IS' },
  { username: 'oadebayo', firstname: 'Olúwaṣeun', lastname: 'Adébáyọ̀', city: 'Èkó', country: 'NG' },
  { username: 'jiniguez', firstname: 'José Ignacio', lastname: 'Ñíguez', city: 'A Coruña', country: 'ES' },
  { username: 'skjaer', firstname: 'Søren', lastname: 'Kjær', city: 'Esbjerg', country: 'DK' },
  { username: 'cyildiz', firstname: 'Çağla', lastname: 'Yıldız', city: 'İzmir', country: 'TR' },
  { username: 'sosullivan', firstname: 'Siobhán', lastname: "O'Sullivan", city: 'Cork', country: 'IE', portrait: 95 },
  { username: 'jgoncalves', firstname: 'João', lastname: 'Gonçalves', city: 'Póvoa de Varzim', country: 'PT' },
  { username: 'psukjai', firstname: 'ประภา', lastname: 'สุขใจ', city: 'ภูเก็ต', country: 'TH' },
  { username: 'gberidze', firstname: 'გიორგი', lastname: 'ბერიძე', city: 'ბათუმი', country: 'GE' },
  { username: 'apetrosyan', firstname: 'Արամ', lastname: 'Պետրոսյան', city: 'Երևան', country: 'AM' },
  { username: 'stesfaye', firstname: 'ሰላም', lastname: 'ተስፋዬ', city: 'አዲስ አበባ', country: 'ET' },
  { username: 'fkarimi', firstname: 'فاطمه', lastname: 'کریمی', city: 'بندرعباس', country: 'IR' },
  {
    username: 'mkealoha',
    firstname: 'Mele',
    lastname: 'Kealoha',
    city: 'Hilo',
    country: 'US',
    timezone: 'Pacific/Honolulu',
  },
];
