// Keyboard, voice and key clicks of the counter's screens. The pages say what they want in attributes; nothing here knows a sale.
(() => {
  'use strict';

  // A key presses the button that names it in aria-keyshortcuts, the nearest to the focus first.
  const spelled = e => (e.altKey ? 'Alt+' : '') + (e.key === 'Decimal' ? '.' : e.key);
  const typing = t => t instanceof Element && t.closest('input, textarea, select, [contenteditable]');
  const named = (root, key) => [...root.querySelectorAll('button[aria-keyshortcuts]:not(:disabled)')]
    .find(b => b.getAttribute('aria-keyshortcuts').split(' ').includes(key) && b.offsetParent !== null);

  document.addEventListener('keydown', e => {
    if (e.repeat || e.ctrlKey || e.metaKey || typing(e.target)) return;
    const key = spelled(e);
    const onButton = e.target instanceof Element && e.target.closest('button, a, summary');
    if (onButton && (key === 'Enter' || key === ' ') && !asking()) return;
    const pane = e.target instanceof Element && e.target.closest('.pane');
    const button = (asking() && named(asking(), key)) || (pane && named(pane, key)) || named(document, key);
    if (!button) return;
    e.preventDefault();
    button.click();
  });

  // While the pad asks for a PIN, digits go to the pad wherever the focus was.
  const asking = () => document.querySelector('[data-takes-focus]');

  // Voice: speaks what stands in data-speak, again on request, and never aloud what was typed.
  let muted = false, sale = '', said = '', stars = 0, sounds;
  const speak = node => {
    const text = node?.dataset.speak;
    if (muted || !text || !('speechSynthesis' in window)) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = node.dataset.speakLang;
    words.rate = 0.95;
    speechSynthesis.speak(words);
  };
  const click = () => {
    if (muted || !navigator.userActivation?.hasBeenActive) return;
    sounds ??= new AudioContext();
    const tone = sounds.createOscillator(), level = sounds.createGain();
    tone.frequency.value = 880;
    level.gain.setValueAtTime(0.08, sounds.currentTime);
    level.gain.exponentialRampToValueAtTime(0.0001, sounds.currentTime + 0.06);
    tone.connect(level).connect(sounds.destination);
    tone.start();
    tone.stop(sounds.currentTime + 0.07);
  };
  const show = () => document.querySelectorAll('[data-voice="mute"]').forEach(b => b.setAttribute('aria-pressed', String(muted)));

  document.addEventListener('click', e => {
    const key = e.target instanceof Element && e.target.closest('[data-voice]');
    if (!key) return;
    if (key.dataset.voice === 'replay') return speak(document.querySelector('[data-speak]'));
    muted = !muted;
    if (muted && 'speechSynthesis' in window) speechSynthesis.cancel();
    show();
  });

  const look = () => {
    const node = document.querySelector('[data-speak]');
    if (node) {
      // The next customer hears the counter again, whatever the last one chose (EN 301 549, 5.1.3.13).
      if (node.dataset.speakSale && node.dataset.speakSale !== sale) { sale = node.dataset.speakSale; muted = false; show(); }
      if (node.dataset.speak !== said) { said = node.dataset.speak; speak(node); }
      const now = Number(node.dataset.stars || 0);
      if (now > stars) click();
      stars = now;
    }
    const wanted = asking();
    if (wanted && !wanted.contains(document.activeElement) && wanted !== document.activeElement && !wanted.dataset.hadFocus) {
      wanted.dataset.hadFocus = 'yes';
      wanted.focus({ preventScroll: true });
    }
    document.querySelectorAll('[data-had-focus]:not([data-takes-focus])').forEach(n => delete n.dataset.hadFocus);
  };
  new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, attributes: true,
    attributeFilter: ['data-speak', 'data-stars', 'data-takes-focus', 'data-speak-sale'] });
})();
