import { onMounted } from 'vue';
import DefaultTheme from 'vitepress/theme-without-fonts';
import Mermaid from './Mermaid.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) { app.component('Mermaid', Mermaid); },
  setup() {
    onMounted(() => {
      // `runbookUrl` links to the files of docs/runbooks, NAME.md#ALERT: a server that has no such file shows its page "not found", which is this one
      const { pathname, hash } = window.location;
      if (/\.md$/.test(pathname)) { window.location.replace(pathname.replace(/(?:README)?\.md$/, match => (match === '.md' ? '.html' : '')) + hash); }
    });
  },
};
