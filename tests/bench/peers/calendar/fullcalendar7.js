import { Calendar } from 'fullcalendar7';
import dayGrid from 'fullcalendar7/daygrid';
import list from 'fullcalendar7/list';
import classic from 'fullcalendar7/themes/classic';
import ja from 'fullcalendar7/locales/ja';
import 'fullcalendar7/skeleton.css';
import 'fullcalendar7/themes/classic/theme.css';
import 'fullcalendar7/themes/classic/palette.css';

let calendar;
window.peer = {
  show(root, events, date) {
    calendar = new Calendar(root, {
      plugins: [dayGrid, list, classic], initialView: 'dayGridMonth', initialDate: date, locale: ja, firstDay: 0,
      fixedWeekCount: false, dayMaxEvents: 3, moreLinkContent: ({ num }) => `+${num}件`, events,
    });
    calendar.render();
  },
  next() { calendar.next(); },
};
