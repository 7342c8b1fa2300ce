/** How the name of a project's file ends. */
export const PROJECT_FILE_ENDING = '.dissensus';
