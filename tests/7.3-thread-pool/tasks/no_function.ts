export const task = "There is no default export here.";
